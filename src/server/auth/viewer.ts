/** Who is asking: what a request knows of the signed-in account, read from the database on every request. */
export interface Viewer {
  userId: string;
  sessionId: string;
  role: "learner" | "instructor" | "admin";
  name: string;
  email: string;
  timeZone: string | null;
  rolloverHour: number;
  theme: "system" | "light" | "dark";
  letterKeys: boolean;
}
