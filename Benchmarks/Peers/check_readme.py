#!/usr/bin/env python3
"""Compares the output that the README shows with what the demonstration printed.

    check_readme.py OUTPUT-FILE DEMO-FOLDER [--write]

The README leaves out the middle of long parts, where a line holds only three dots. With --write
the excerpt in the README is made anew.
"""
import difflib
import pathlib
import re
import sys

README = pathlib.Path(__file__).resolve().parent.parent.parent / "README.md"
BLOCK = re.compile(r"(```text demo\n)(.*?)(```)", re.DOTALL)


def excerpt(printed):
    """Head and total of the receipts, the first positions, and what was found."""
    lines = printed.rstrip("\n").split("\n")
    total = next(i for i, line in enumerate(lines) if line.startswith("Total "))
    title = next(i for i, line in enumerate(lines) if ", run " in line)
    shield = next(line for line in lines if "victim shield" in line)
    return "\n".join(lines[:1] + ["..."] + lines[total:total + 1] + ["..."]
                     + lines[title:title + 6] + ["...", shield, "..."] + lines[-1:]) + "\n"


def main():
    printed = pathlib.Path(sys.argv[1]).read_text().replace(sys.argv[2].rstrip("/"), "demo")
    readme = README.read_text()
    shown = BLOCK.search(readme)
    if shown is None:
        sys.exit("README.md: no block that begins with ```text demo; add one")
    if "--write" in sys.argv:
        README.write_text(readme[:shown.start(2)] + excerpt(printed) + readme[shown.end(2):])
        return
    at = 0
    for part in re.split(r"(?m)^\.\.\.\n", shown.group(2)):
        found = printed.find(part.strip("\n"), at)
        if found < 0:
            sys.stdout.writelines(difflib.unified_diff(
                part.splitlines(True), printed.splitlines(True), "README.md", "printed", n=0))
            sys.exit("README.md: shows other output than the program prints; run with --write")
        at = found + len(part.strip("\n"))
    print("the README shows what the program prints")


main()
