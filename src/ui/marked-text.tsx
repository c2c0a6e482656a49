import { Fragment } from "react";

/** A text whose matches are marked: by weight and underline, so that colour is not alone. */
export const MarkedText = ({ parts }: { parts: readonly { readonly text: string; readonly isMatch: boolean }[] }) =>
  parts.map(({ text, isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="bg-transparent p-0 font-semibold text-inherit underline decoration-1 underline-offset-2">
        {text}
      </mark>
    ) : (
      <Fragment key={index}>{text}</Fragment>
    ),
  );
