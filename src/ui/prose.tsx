import "katex/dist/katex.min.css";

/** HTML that the server made of the content's own Markdown. Nothing that a user typed ever comes here. */
export function Prose({ html, className = "", inline = false }: { html: string; className?: string | undefined; inline?: boolean }) {
  const Tag = inline ? "span" : "div";
  return <Tag className={`prose ${className}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
