/** The house rules, as a machine reads them. The same rules in words: README.md, "The rooms". */
const SLICES = "(review|exercises|labs|interviews|cohorts|accounts|today|authoring)";
/** `cohorts` reads many learners' records, `today` one learner's, `authoring` what learners are shown: they read, and are not read. */
const READERS = "(?:cohorts|today|authoring)";
const PRODUCT = { pathNot: "[.]test[.]tsx?$" };
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule("no-cycles", "Two files that need each other are one file, or three.", { path: "^(src|workers|tests)/" }, { circular: true, dependencyTypesNot: ["type-only"] }),
    rule("no-unresolved", "An import must lead somewhere.", { path: "^(src|workers|tests)/" }, { couldNotResolve: true }),

    rule("domain-is-alone", "The domain imports the domain: no package, no Node, no other room.", { path: "^src/domain/", ...PRODUCT }, { pathNot: "^src/domain/" }),
    rule("domain-slices-are-strangers", "Slices share the kernel, the simulator and the checkers; only the readers look at the others.", { path: `^src/domain/(?!${READERS}/)${SLICES}/`, ...PRODUCT }, { path: `^src/domain/${SLICES}/`, pathNot: "^src/domain/$1/" }),
    rule("kernel-is-the-floor", "What every slice stands on stands on none of them.", { path: "^src/domain/(kernel|simulator|checkers)/", ...PRODUCT }, { path: `^src/domain/${SLICES}/` }),

    rule("contracts-know-only-the-domain", "A contract is a shape: zod and domain types.", { path: "^src/contracts/", ...PRODUCT }, { pathNot: "^src/(contracts|domain)/|^node_modules/zod/" }),

    rule("server-never-sees-the-browser", "Nothing behind the border imports what is drawn.", { path: "^(src/server|src/cli|workers)/" }, { path: "^src/(app|features|ui)/" }),
    rule("server-slices-are-strangers", "Share through the domain or the platform, not sideways; compose.ts joins them.", { path: `^src/server/(?!${READERS}/)${SLICES}/`, ...PRODUCT }, { path: `^src/server/${SLICES}/`, pathNot: "^src/server/$1/" }),
    rule("readers-are-not-read", "today, cohorts and authoring read the other slices and are read by none.", { path: `^src/server/(?!${READERS}/)(?!trpc/root[.]ts$)`, ...PRODUCT }, { path: `^src/server/${READERS}/` }),
    rule("platform-is-the-floor", "The platform knows no slice.", { path: "^src/server/platform/", ...PRODUCT }, { path: `^src/server/(${SLICES}|trpc|catalog|auth|http)/` }),

    rule("browser-sees-the-server-as-a-type", "A feature may know the router's type, and nothing that runs.", { path: "^src/(features|ui)/" }, { path: "^(src/server|workers)/", dependencyTypesNot: ["type-only"] }),
    rule("features-are-strangers", "Two features that share something share it through ui or the domain.", { path: `^src/features/${SLICES}/` }, { path: `^src/features/(${SLICES}|shell)/`, pathNot: "^src/features/$1/" }),
    rule("ui-is-dumb", "A ui part has no idea what product it is in.", { path: "^src/ui/" }, { path: "^src/(features|app|contracts|domain|server)/" }),
    rule("nobody-imports-a-page", "Pages are the end of the road.", { path: "^(src|workers)/", pathNot: "^src/app/" }, { path: "^src/app/" }),

    rule("workers-skip-the-web", "A worker shares stores and the platform with the server, not its doors.", { path: "^workers/" }, { path: "^src/server/(trpc|auth)/|-router[.]ts$" }),
    rule("database-behind-stores", "Prisma is spoken in *-store.ts and platform/database.ts and nowhere else.", { path: "^(src|workers)/", pathNot: "-store[.]ts$|^src/server/platform/database[.]ts$|^src/generated/|[.]test[.]ts$" }, { path: "^src/generated/prisma/|@prisma/client" }),
    rule("sandbox-knows-no-product", "What runs a learner's program is bundled for a fenced process and for a page without an origin.", { path: "^src/sandbox/", ...PRODUCT }, { path: "^src/(server|features|ui|app|cli|generated)/|^workers/" }),
    rule("programs-run-behind-a-fence", "The server and the pages read programs (program.ts) and never run them.", { path: "^src/(server|features|ui|app)/", ...PRODUCT }, { path: "^src/sandbox/", pathNot: "^src/sandbox/program(-hash)?[.]ts$" }),
    rule("quickjs-has-one-caller", "The engine is spoken to in quickjs-engine.ts, whose package is pinned.", { path: "^(src|workers)/", pathNot: "^src/sandbox/quickjs-engine[.]ts$" }, { path: "node_modules/(@jitl|quickjs-emscripten)" }),
    rule("amaro-has-one-caller", "Types are taken away in strip-types.ts, on both sides with one tool.", { path: "^(src|workers)/", pathNot: "^src/sandbox/strip-types([.]test)?[.]ts$" }, { path: "node_modules/amaro" }),
    rule("scheduler-behind-its-port", "ts-fsrs has one caller, so that it can have a successor.", { path: "^(src|workers)/", pathNot: "^src/server/review/fsrs-scheduler([.]test)?[.]ts$" }, { path: "node_modules/ts-fsrs" }),
    rule("markdown-has-one-voice", "Markdown and KaTeX are rendered in catalog/render.ts.", { path: "^(src|workers)/", pathNot: "^src/server/catalog/" }, { path: "node_modules/(markdown-it|katex/(?!dist/katex.min.css))" }),
    rule("editor-has-one-caller", "Monaco is loaded by ui/code-editor, on the pages that show it.", { path: "^(src|workers)/", pathNot: "^src/ui/code-editor/" }, { path: "node_modules/monaco-editor" }),
    rule("excalidraw-has-one-caller", "Excalidraw is loaded by features/interviews/board, on the pages that show one.", { path: "^(src|workers)/", pathNot: "^src/features/interviews/board/" }, { path: "node_modules/@excalidraw" }),
    rule("socket-has-one-caller", "A room's line is opened in room-socket.ts; what holds it knows no socket.", { path: "^src/", pathNot: "^src/features/interviews/room/room-socket[.]ts$" }, { path: "node_modules/socket[.]io-client" }),
    rule("content-is-data", "Content is read by the catalog, never imported.", { path: "^(src|workers)/" }, { path: "^content/" }),
    rule("product-never-imports-tests", "What ships does not lean on what checks it.", { path: "^(src|workers)/", ...PRODUCT }, { path: "^tests/|[.]test[.]tsx?$" }),
    rule("no-development-packages", "What runs in production is in dependencies. A measurement may compare with what does not.", { path: "^(src|workers)/", pathNot: `${PRODUCT.pathNot}|^src/cli/bench/` }, { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|src/generated" },
    exclude: { path: "[.]next/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types", "production"] },
  },
};
