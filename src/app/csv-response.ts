import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";

/** A file for spreadsheets. A refusal answers with its words and its status, and no file. */
export async function csvResponse(making: Promise<{ fileName: string; text: string }>): Promise<Response> {
  try {
    const { fileName, text } = await making;
    return new Response(text, {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" },
    });
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") throw error;
    return new Response(`${error.message}\n`, { status: getHTTPStatusCodeFromError(error) });
  }
}
