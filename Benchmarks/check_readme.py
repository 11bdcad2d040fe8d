#!/usr/bin/env python3
"""Compares the output that the README shows with what the demonstration printed.

    check_readme.py OUTPUT-FILE DEMO-FOLDER
"""
import difflib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    printed = pathlib.Path(sys.argv[1]).read_text().replace(sys.argv[2], "demo")
    readme = (ROOT / "README.md").read_text()
    shown = re.search(r"```text demo\n(.*?)```", readme, re.DOTALL)
    if shown is None:
        sys.exit("README.md: no block that begins with ```text demo; add the output there")
    # The README leaves out the middle of long parts, where a line holds only three dots.
    parts = [part.strip("\n") for part in re.split(r"(?m)^\.\.\.$", shown.group(1))]
    at = 0
    for part in parts:
        found = printed.find(part, at)
        if found < 0:
            sys.stdout.writelines(difflib.unified_diff(
                part.splitlines(True), printed.splitlines(True), "README.md", "printed", n=0))
            sys.exit("README.md: shows other output than the program prints; paste it again")
        at = found + len(part)
    print("the README shows what the program prints")


main()
