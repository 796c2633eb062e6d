// Reads pages as Docusaurus and GitHub do, and tells what stands in them.
// In: lines of JSON, {name, text, mdx}. Out: lines of JSON: the kinds of nodes, and the texts of
// headings, paragraphs, cells and code as a reader sees them, and the front matter. MDX is compiled to a module too.
import { compile } from "@mdx-js/mdx";
import { createInterface } from "node:readline";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const plugins = [remarkFrontmatter, remarkGfm];
const isCode = (node) => node.name === "code" || node.type === "inlineCode";

function textOf(node) {
  if (node.type === "html") return "";
  return node.value ?? (node.children ?? []).map(textOf).join("");
}

function collect(node, found) {
  found.kinds.add(node.name ? `${node.type} ${node.name}` : node.type);
  if (["code", "heading", "paragraph", "tableCell", "html", "yaml"].includes(node.type)) {
    const text = node.type === "html" ? node.value : textOf(node);
    found.texts.push({ kind: node.type, text, language: node.lang ?? "", meta: node.meta ?? "" });
  }
  if (!isCode(node)) (node.children ?? []).forEach((child) => collect(child, found));
}

async function read({ name, text, mdx }) {
  let tree;
  if (mdx) {
    const keep = () => (parsed) => { tree = parsed; };
    await compile(text, { remarkPlugins: [...plugins, keep] });
  } else {
    tree = plugins.reduce((parser, one) => parser.use(one), unified().use(remarkParse)).parse(text);
  }
  const found = { kinds: new Set(), texts: [] };
  collect(tree, found);
  return { name, kinds: [...found.kinds].sort(), texts: found.texts };
}

for await (const line of createInterface({ input: process.stdin })) {
  const page = JSON.parse(line);
  try {
    console.log(JSON.stringify(await read(page)));
  } catch (error) {
    console.log(JSON.stringify({ name: page.name, error: String(error) }));
  }
}
