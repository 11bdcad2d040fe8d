#!/usr/bin/env python3
"""Loads charts and documents of a hostile case in headless Chromium: nothing in them may run or be fetched.

    check_browser.py OCG [--axe axe.min.js]

Every name, address, number and remark of the case attacks a page: scripts, handlers, references, closed
tags, style and entities. A script that ran would leave a mark on the page and change its title, a reference
that was followed would reach a listener on this machine. The case's SVG charts, by themselves and inside a
page without a policy of its own, its assessment and the tables that stand in place of a chart are loaded;
beforehand a page that does run shows that both would be noticed. With axe-core the documents must have no
serious and no critical fault. Where Chromium is not installed, says so and ends with 0.
"""
import argparse
import http.server
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import check_chart_limits

MAPPING = """{
  profile: "hostile", version: 1, system: "HOSTILE", force: "E23000023",
  files: [{ match: "hostile*.csv", dateFormats: ["yyyy-MM-dd"],
    report: { reference: "LOG", grade: "GRADE" },
    entities: {
      a: { kind: "nominal", id: "A", features: { name: "NAME" } },
      b: { kind: "nominal", id: "B", features: { name: "OTHER" } },
      place: { kind: "address", id: "PLACE", features: { addressLine: "ADDRESS", town: "TOWN" } },
      firm: { kind: "organisation", id: "FIRM", features: { organisationName: "FIRM_NAME" } },
      car: { kind: "vehicle", id: "CAR", features: { registration: "MARK", make: "MAKE" } },
    },
    links: [{ from: "a", to: "b", type: "associate", on: "DAY" },
            { from: "a", to: "place", type: "resident", on: "DAY" },
            { from: "a", to: "firm", type: "director", on: "DAY" },
            { from: "a", to: "car", type: "driver", on: "DAY" }] },
    { match: "master*.csv", dateFormats: ["yyyy-MM-dd"],
      entities: { member: { kind: "nominal", id: "A" } },
      subject: { id: "ID", kind: "=ocg", title: "TITLE", status: "STATUS", owner: "OWNER", member: "member" } }],
}"""
MARK = "document.title='RAN';document.documentElement.setAttribute('data-ran','1')"


def attacks(port):
    """Texts that would run or fetch if any of them stood in a page as it is."""
    there = f"http://127.0.0.1:{port}/hit"
    return [
        f"<script>{MARK}</script>", f"<img src=x onerror=\"{MARK}\">", f"\"><svg onload=\"{MARK}\">",
        f"' onmouseover='{MARK}' x='", f"</title></style><script src={there}></script>",
        f"<image href='{there}'/>", f"<use href='{there}#a'/>", f"<foreignObject><iframe src='{there}'>",
        f"</td></tr></table>><script>{MARK}</script>", f"]]><script>{MARK}</script>",
        f"<style>@import url({there});</style>", f"javascript:{MARK}", f"<a href=\"javascript:{MARK}\">x</a>",
        f"&lt;script&gt;{MARK}&lt;/script&gt;", f"<!--><script>{MARK}</script>-->",
        f"<?xml-stylesheet href='{there}'?>", f"\\N\\G [URL=\"javascript:{MARK}\"]",
        "\u202egnp.exe\u202c<b>", "مرحبا \u200f<i>", "e\u0301\u0302\u0303" * 40, "x" * 3000,
    ]


def world(folder, port):
    import csv

    names = attacks(port)
    count = len(names)
    with open(folder / "hostile.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("LOG GRADE A NAME B OTHER PLACE ADDRESS TOWN FIRM FIRM_NAME CAR MARK MAKE DAY".split())
        for number in range(count * 3):
            a, b = number % count, (number * 7 + 1) % count
            if a == b:
                b = (b + 1) % count
            c, d = (number + 3) % count, (number + 9) % count
            rows.writerow([f"L{number}{names[d][:60]}", "1A P", a, names[a], b, names[b], f"P{c}", names[c],
                           names[d], f"F{d}", names[d], f"C{a}", names[b], names[c],
                           f"2026-0{7 + number % 3}-{number % 27 + 1:02d}"])
    with open(folder / "master.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ID", "TITLE", "STATUS", "OWNER", "A"])
        for number in range(count):
            rows.writerow(["OCG-1", names[0], "active", names[1], number])
    (folder / "hostile.json5").write_text(MAPPING, encoding="utf-8")


class Listener(http.server.BaseHTTPRequestHandler):
    hits = []

    def do_GET(self):
        Listener.hits.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Browser:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def page(self, path):
        """The page as it stands after everything in it had time to run."""
        run = subprocess.run(
            [self.program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             f"--user-data-dir={self.folder / 'profile'}", "--virtual-time-budget=8000", "--dump-dom",
             pathlib.Path(path).as_uri()],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=240)
        return run.stdout

    def ran(self, path):
        """What ran or was fetched on the page, as words; empty where nothing did."""
        Listener.hits.clear()
        dom = self.page(path)
        found = [f"fetched {hit}" for hit in Listener.hits]
        if re.search(r"<(?:html|svg)\b[^>]*\bdata-ran\b", dom) or "<title>RAN</title>" in dom:
            found.append("a script ran")
        if not dom.strip():
            found.append("nothing was loaded")
        return found


def products(ocg, folder, problems):
    """Every product that a browser opens."""
    def run(*arguments, allowed=(0, 1), killing=False):
        status, out, err, _, _ = check_chart_limits.run([ocg, *arguments], 600, killing)
        if status not in allowed:
            problems.append(f"ocg {' '.join(map(str, arguments[:4]))}: status {status}: {err.strip()[-200:]}")
        return out

    case = folder / "hostile.ocgcase"
    run("new", case)
    run("import", case, "--mapping", folder / "hostile.json5", folder / "hostile.csv", folder / "master.csv")
    run("link", case)
    run("assess", case, "--period", "2026-Q3", "--output", folder / "products", "--charts", "3")
    nodes = json.loads(run("export", case, "--format", "json", "-o", "-"))["nodes"]
    people = [node["id"] for node in nodes if node["kind"] == "nominal"]
    ends = [part for end in people[:3] for part in ("--entity", end)]
    asked = {"network": [], "communities": [], "overview": [], "ranks": [], "ego": ends[:2], "path": ends,
             "match": ends[:4]}
    asked |= {kind: ["--subject", "OCG-1"] for kind in ["association", "score", "timeline", "movement", "removal"]}
    for kind, options in asked.items():
        run("chart", case, "--kind", kind, *options, "-o", folder / f"{kind}.svg", allowed=(0,))
        run("chart", case, "--kind", kind, *options, "-o", folder / f"{kind}-gone.svg", killing=True)
    return (sorted((folder / "products").rglob("*.svg")) + sorted(folder.glob("*.svg")),
            sorted(folder.rglob("*.html")))


def accessible(browser, axe, path, problems):
    """Serious and critical faults that axe-core finds on a copy without the policy that forbids it to run."""
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", path.read_text(encoding="utf-8"))
    script = (f"<script>{axe.read_text(encoding='utf-8')}</script><script>axe.run(document).then(r => "
              "document.documentElement.setAttribute('data-axe', JSON.stringify(r.violations.map(v => "
              "[v.impact, v.id, v.nodes.length, v.nodes[0].target[0]]))))</script>")
    copy = browser.folder / "axe.html"
    copy.write_text(text.replace("</body>", script + "</body>"), encoding="utf-8")
    found = re.search(r"<html[^>]*\bdata-axe=\"([^\"]*)\"", browser.page(copy))
    if not found:
        problems.append(f"{path.name}: axe gave no answer")
        return
    faults = json.loads(found.group(1).replace("&quot;", '"').replace("&gt;", ">").replace("&amp;", "&"))
    grave = [fault for fault in faults if fault[0] in ("serious", "critical")]
    print(f"{path.name}: axe: {len(faults)} rules broken, {len(grave)} of them gravely {faults}")
    if grave:
        problems.append(f"{path.name}: {grave}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ocg")
    parser.add_argument("--axe")
    options = parser.parse_args()
    program = shutil.which("chromium")
    if program is None:
        print("skipped: no Chromium")
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port, problems = server.server_address[1], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        browser = Browser(program, folder)
        control = folder / "control.html"
        control.write_text(f"<title>calm</title><p>{attacks(port)[0]}<img src='http://127.0.0.1:{port}/hit'>",
                           encoding="utf-8")
        if sorted(browser.ran(control)) != ["a script ran", "fetched /hit"]:
            problems.append(f"a page that runs was not noticed: {browser.ran(control)}")
        control.unlink()
        world(folder, port)
        drawings, documents = products(pathlib.Path(options.ocg).resolve(), folder, problems)
        inline = folder / "inline.html"
        inline.write_text("<!DOCTYPE html><title>calm</title>" + "".join(
            svg.read_text(encoding="utf-8") for svg in drawings), encoding="utf-8")
        for path in [*drawings, *documents, inline]:
            problems += [f"{path.name}: {what}" for what in browser.ran(path)]
        print(f"{len(drawings)} drawings and {len(documents)} documents loaded")
        if len(drawings) < 12 or len(documents) < 8:
            problems.append("too few drawings or documents")
        if options.axe:
            for path in [folder / "products/assessment.html", folder / "network-gone.table.html"]:
                accessible(browser, pathlib.Path(options.axe), path, problems)
    server.shutdown()
    print("\n".join(problems[:40]))
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
