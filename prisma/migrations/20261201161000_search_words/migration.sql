-- Search knows the other names of a concept, its tier, and every word there is, for words that are typed wrongly.
DROP INDEX "search_entry_document_idx";
ALTER TABLE "search_entry" DROP COLUMN "document";
-- What was loaded before has neither, and is loaded again at start.
DELETE FROM "search_entry";
ALTER TABLE "search_entry" ADD COLUMN "names" TEXT NOT NULL, ADD COLUMN "tier" TEXT;
ALTER TABLE "search_entry" ADD COLUMN "document" tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', "title"), 'A') || setweight(to_tsvector('english', translate("names", '|', ' ')), 'A') || setweight(to_tsvector('english', "body"), 'B')
) STORED;
CREATE INDEX "search_entry_document_idx" ON "search_entry" USING GIN ("document");

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,
    "trigrams" TEXT[] NOT NULL,
    "entries" INTEGER NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "search_word_trigrams_idx" ON "search_word" USING GIN ("trigrams");
-- For the beginnings of words, in any locale
CREATE INDEX "search_word_word_idx" ON "search_word" ("word" text_pattern_ops);
