/** The learners of the demo cohort: how each of them studies, so that everything an instructor may meet is met by somebody. */

export interface Character {
  /** Names the account and its chance. */
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly joinedDaysAgo: number;
  /** Chance to study on a day. */
  readonly diligence: number;
  readonly weekendsOnly?: boolean;
  /** Cards are left alone from then on; everything is, with `stoppedDaysAgo`. */
  readonly cardsStoppedDaysAgo?: number;
  readonly stoppedDaysAgo?: number;
  readonly newPerDay: number;
  /** True recall is predicted recall to this power: at 1 they remember as predicted, above it less. */
  readonly forgets: number;
  /** Chance that an exercise is answered right. */
  readonly knows: number;
  /** Exercises of a day of study, on average. */
  readonly exercisesPerDay: number;
  readonly runs: readonly PlannedRun[];
  /** Three answers to one exercise with one mistake, on that day. */
  readonly sameMistakeDaysAgo?: number;
  /** Since when the instructor counts them as finished. */
  readonly finishedDaysAgo?: number;
}

export interface PlannedRun {
  readonly daysAgo: number;
  readonly lab: string;
  /** A file of the lab's folder. */
  readonly program: string;
}

const STEADY = { timeZone: "Europe/Berlin", joinedDaysAgo: 38, diligence: 0.85, newPerDay: 5, forgets: 1, knows: 0.7, exercisesPerDay: 0.6, runs: [] } as const;

const ids = (daysAgo: number, program: string): PlannedRun => ({ daysAgo, lab: "unique-ids", program });
const broadcast = (daysAgo: number, program: string): PlannedRun => ({ daysAgo, lab: "broadcast", program });
const REFERENCE = "reference.ts";

export const CHARACTERS: readonly Character[] = [
  // On track, each in their own way.
  { ...STEADY, slug: "elif-kaya", name: "Elif Kaya", timeZone: "Europe/Istanbul" },
  { ...STEADY, slug: "farah-nasser", name: "Farah Nasser", diligence: 0.7, knows: 0.6 },
  { ...STEADY, slug: "gita-sharma", name: "Gita Sharma", timeZone: "Asia/Kolkata", diligence: 0.95, newPerDay: 7 },
  { ...STEADY, slug: "kofi-asante", name: "Kofi Asante", timeZone: "Africa/Accra", joinedDaysAgo: 24 },
  { ...STEADY, slug: "noor-bakker", name: "Noor Bakker", timeZone: "Europe/Amsterdam", diligence: 0.8, forgets: 1.3 },
  { ...STEADY, slug: "yuki-sato", name: "Yuki Sato", timeZone: "Asia/Tokyo", diligence: 0.9, exercisesPerDay: 1.1 },
  { ...STEADY, slug: "tove-lund", name: "Tove Lund", timeZone: "Europe/Oslo", joinedDaysAgo: 12, newPerDay: 8 },
  { ...STEADY, slug: "mateus-rocha", name: "Mateus Rocha", timeZone: "America/Sao_Paulo", diligence: 0.75, knows: 0.55 },
  { ...STEADY, slug: "bram-visser", name: "Bram Visser", timeZone: "Europe/Amsterdam", runs: [ids(9, "wrong/name-in-front.ts"), ids(8, REFERENCE)] },
  { ...STEADY, slug: "chidi-eze", name: "Chidi Eze", timeZone: "Africa/Lagos", runs: [ids(20, "starter.ts"), ids(19, "wrong/sixteen-random-bits.ts"), ids(17, REFERENCE)] },
  { ...STEADY, slug: "ines-duarte", name: "Inês Duarte", timeZone: "Europe/Lisbon", newPerDay: 4, runs: [ids(3, "starter.ts")] },
  // Strong: remembers more than predicted, and passes both labs.
  { ...STEADY, slug: "priya-nair", name: "Priya Nair", timeZone: "Asia/Kolkata", diligence: 0.95, newPerDay: 9, forgets: 0.5, knows: 0.92, exercisesPerDay: 1.2, runs: [ids(25, REFERENCE), broadcast(14, "wrong/tells-everybody.ts"), broadcast(12, REFERENCE)] },
  // Finished before the others, and away since.
  { ...STEADY, slug: "hugo-moreau", name: "Hugo Moreau", timeZone: "Europe/Paris", diligence: 1, newPerDay: 10, forgets: 0.6, knows: 0.9, exercisesPerDay: 1.5, runs: [ids(30, REFERENCE), broadcast(24, REFERENCE)], stoppedDaysAgo: 18, finishedDaysAgo: 17 },
  // On weekends only, and then a lot.
  { ...STEADY, slug: "oskar-pettersson", name: "Oskar Pettersson", timeZone: "Europe/Stockholm", diligence: 1, weekendsOnly: true, newPerDay: 20, forgets: 1.2 },
  // Just arrived, and not begun: too early to say anything.
  { ...STEADY, slug: "salma-haddad", name: "Salma Haddad", timeZone: "Africa/Casablanca", joinedDaysAgo: 1, diligence: 0 },
  { ...STEADY, slug: "lucia-romero", name: "Lucía Romero", timeZone: "America/Mexico_City", joinedDaysAgo: 4, diligence: 1 },
  // Never started.
  { ...STEADY, slug: "viktor-horak", name: "Viktor Horák", timeZone: "Europe/Prague", joinedDaysAgo: 11, diligence: 0 },
  // Faded out.
  { ...STEADY, slug: "jonas-weber", name: "Jonas Weber", diligence: 0.8, stoppedDaysAgo: 16 },
  { ...STEADY, slug: "anna-kowalska", name: "Anna Kowalska", timeZone: "Europe/Warsaw", diligence: 0.6, stoppedDaysAgo: 21, knows: 0.5 },
  // One lab, one cause.
  { ...STEADY, slug: "aiko-tanaka", name: "Aiko Tanaka", timeZone: "Asia/Tokyo", runs: [ids(6, "starter.ts"), ids(5, "wrong/sixteen-random-bits.ts"), ids(3, "wrong/time-and-name.ts"), ids(1, "wrong/sixteen-random-bits.ts")] },
  { ...STEADY, slug: "rui-chen", name: "Rui Chen", timeZone: "Asia/Shanghai", knows: 0.8, runs: [ids(16, REFERENCE), broadcast(7, "wrong/gives-up-after-three.ts"), broadcast(4, "wrong/tells-everybody.ts"), broadcast(2, "wrong/hub-with-slow-retries.ts")] },
  // Went on with exercises and left the cards.
  { ...STEADY, slug: "samuel-osei", name: "Samuel Osei", timeZone: "Africa/Accra", diligence: 0.95, newPerDay: 12, cardsStoppedDaysAgo: 11, exercisesPerDay: 1 },
  // Forgets more than the model thinks.
  { ...STEADY, slug: "lena-hofmann", name: "Lena Hofmann", diligence: 0.95, newPerDay: 7, forgets: 3.2, knows: 0.45 },
  // The same mistake again.
  { ...STEADY, slug: "diego-ramos", name: "Diego Ramos", timeZone: "America/Bogota", exercisesPerDay: 0, sameMistakeDaysAgo: 1 },
];
