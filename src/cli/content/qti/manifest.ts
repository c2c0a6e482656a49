/** imsmanifest.xml: what is in the package, and under which licence. */
import { document, element, escapeXml } from "./xml";

const PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
const PACKAGE_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd";
const LOM = "http://ltsc.ieee.org/xsd/LOM";
export const LICENCE = "MIT licence, as the whole of Quorum: use, change and share it; keep the copyright notice and the licence text, which are in the file LICENSE of the package.";

export interface PackagedItem {
  readonly name: string;
  readonly href: string;
}

export function manifest(items: readonly PackagedItem[]): string {
  const rights = element(
    "lom:lom",
    { "xmlns:lom": LOM },
    element(
      "lom:rights",
      {},
      element("lom:copyrightAndOtherRestrictions", {}, "<lom:source>LOMv1.0</lom:source>", "<lom:value>yes</lom:value>"),
      element("lom:description", {}, element("lom:string", { language: "en" }, escapeXml(LICENCE))),
    ),
  );
  const metadata = element("metadata", {}, "<schema>QTI Package</schema>", "<schemaversion>3.0.0</schemaversion>", rights);
  const resources = items.map(({ name, href }) => element("resource", { identifier: `res_${name}`, type: "imsqti_item_xmlv3p0", href }, element("file", { href })));
  return document(
    element(
      "manifest",
      { xmlns: PACKAGE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation": `${PACKAGE} ${PACKAGE_SCHEMA}`, identifier: "quorum-exercises" },
      metadata,
      "<organizations/>",
      element("resources", {}, ...resources),
    ),
  );
}
