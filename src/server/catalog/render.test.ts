import katex from "katex";
import { describe, expect, test, vi } from "vitest";
import { findRenderFaults, renderCloze, renderInline, renderMarkdown } from "./render";

describe("renderMarkdown", () => {
  test("paragraphs, emphasis, code with its language", () => {
    expect(renderMarkdown("A **bold** `a < b`.\n\nNext.")).toBe("<p>A <strong>bold</strong> <code>a &lt; b</code>.</p>\n<p>Next.</p>\n");
    expect(renderMarkdown("```ts\nconst a = 1;\n```")).toContain('<code class="language-ts">const a = 1;');
  });

  test.each([
    ["<script>alert(1)</script>", "&lt;script&gt;"],
    ["a <b onclick=x>b</b>", "&lt;b onclick=x&gt;"],
    ["[x](javascript:alert)", "[x](javascript:alert)"],
    ["[x](http://example.org)", "[x](http://example.org)"],
    ["[x](//example.org)", "[x](//example.org)"],
    ["[x](data:text/html,x)", "[x](data:text/html,x)"],
  ])("%s stays text", (text, shown) => {
    expect(renderMarkdown(text)).toContain(shown);
    expect(renderMarkdown(text)).not.toMatch(/<(script|b|a)\b/);
  });

  test("no image is asked from another host; an https link sends no referrer", () => {
    expect(renderMarkdown("![x](https://example.org/x.png)")).not.toContain("<img");
    expect(renderMarkdown("[x](https://example.org)")).toContain('<a href="https://example.org" rel="noreferrer">x</a>');
  });

  test("mathematics becomes HTML with MathML beside it", () => {
    const html = renderMarkdown("The share is $\\frac{1}{n}$ of it.");
    expect(html).toContain("<math");
    expect(html).toContain('class="katex-html" aria-hidden="true"');
    expect(html).not.toContain("$");
  });

  test.each(["It costs $5 and then $10.", "Between `$HOME` and `$PATH`.", "An escaped \\$a\\$ sign."])("%s holds no mathematics", (text) => {
    expect(renderMarkdown(text)).not.toContain("katex");
  });

  test("mathematics cannot load or run anything", () => {
    const html = renderMarkdown("$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://example.org/a.png}$");
    expect(html).not.toMatch(/href=|<img/);
  });

  test("the same text twice is rendered once", () => {
    const spy = vi.spyOn(katex, "renderToString");
    const texts = ["once $a_1$", "once $a_1$", "twice $a_2$"];
    for (const text of texts) renderMarkdown(text);
    expect(spy).toHaveBeenCalledTimes(2);
    spy.mockRestore();
  });

  test("inline and block of one text are different things", () => {
    expect([renderInline("A *b*"), renderMarkdown("A *b*"), renderInline("A *b*")]).toEqual(["A <em>b</em>", "<p>A <em>b</em></p>\n", "A <em>b</em>"]);
  });
});

describe("renderCloze", () => {
  const text = "The **rule**: {{R + W > *N*::inequality}} holds.";

  test("the question shows the hint and not the answer", () => {
    const html = renderCloze(text, "question");
    expect(html).toBe('<p>The <strong>rule</strong>: <span class="cloze-gap">inequality</span> holds.</p>\n');
    expect(renderCloze("It is {{this}}.", "question")).toBe('<p>It is <span class="cloze-gap">blank</span>.</p>\n');
  });

  test("the answer is marked, with its Markdown", () => {
    expect(renderCloze(text, "answer")).toContain('<mark class="cloze-answer">R + W &gt; <em>N</em></mark>');
  });

  test("mathematics in an answer, and a hint that is no HTML", () => {
    expect(renderCloze("It is {{$x$::a <b>}}.", "answer")).toContain("<math");
    expect(renderCloze("It is {{$x$::a <b>}}.", "question")).toContain(">a &lt;b&gt;<");
  });
});

describe("findRenderFaults", () => {
  test.each([
    ["$\\frac{1$", "E16.katex"],
    ["$a é b$", "E16.katex"],
    ["# Heading", "E16.markdown"],
    ["Heading\n---", "E16.markdown"],
    ["> quoted", "E16.markdown"],
    ["![x](https://example.org/x.png)", "E16.markdown"],
    ["a <br> b", "E16.markdown"],
    ["<div>b</div>", "E16.markdown"],
    ["[x](http://example.org)", "E16.link"],
    ["```\ncode\n```", "E16.code"],
    [`\`\`\`ts\n${"a\n".repeat(13)}\`\`\``, "E16.code"],
    [`\`\`\`ts\n${"a".repeat(61)}\n\`\`\``, "E16.code"],
  ])("%j: %s", (text, code) => expect(findRenderFaults(text).map((fault) => fault.code)).toEqual([code]));

  test.each(["R + W > N", "if a < b and c > d", "`<b>`", "$x$ and **y**", "[x](https://example.org)", "```ts\nconst a: Map<string, number>;\n```"])(
    "%j is fine",
    (text) => expect(findRenderFaults(text)).toEqual([]),
  );
});
