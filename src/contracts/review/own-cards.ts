/** Cards that learners make themselves. They are reviewed like all others. */
import { z } from "zod";
import { ContentId } from "./review";

export const OWN_CARDS_MAX = 500;
export const OWN_FRONT_CHARS_MAX = 2_000;
export const OWN_BACK_CHARS_MAX = 4_000;
const ORIGIN_CHARS_MAX = 2_000;

/** Markdown, as in the cards that are taught: no HTML, no pictures. */
const text = (charsMax: number) => z.string().trim().min(1, "Write something here.").max(charsMax, `At most ${charsMax} characters.`);
const texts = { front: text(OWN_FRONT_CHARS_MAX), back: text(OWN_BACK_CHARS_MAX) };

/** Made by the browser once per card, so that a retried request makes one card. */
const OwnCardId = z.uuid().toLowerCase();

export const MakeOwnCardInput = z.strictObject({
  id: OwnCardId,
  ...texts,
  conceptId: ContentId,
  /** The page that it is made on: a path among the labs, and nowhere else */
  origin: z.string().max(ORIGIN_CHARS_MAX).regex(/^\/labs\/[\w\-./?=&%#,:~+]*$/),
});
export type MakeOwnCardInput = z.infer<typeof MakeOwnCardInput>;

export const ChangeOwnCardInput = z.strictObject({ id: OwnCardId, ...texts });
export const DeleteOwnCardInput = z.strictObject({ id: OwnCardId });

export const OwnCard = z.strictObject({
  id: z.string(),
  front: z.string(),
  back: z.string(),
  frontHtml: z.string(),
  backHtml: z.string(),
  concept: z.strictObject({ id: z.string(), title: z.string() }),
  origin: z.string(),
  madeAt: z.number().int(),
});
export type OwnCard = z.infer<typeof OwnCard>;

/** One's own cards, the newest first. */
export const OwnCardsOutput = z.strictObject({ cards: z.array(OwnCard) });
export type OwnCardsOutput = z.infer<typeof OwnCardsOutput>;
