#!/usr/bin/env python3
"""Imports files of intelligence reports of growing size, each into a case of its own, and prints time and
peak memory of each: memory must not grow with the file.

    import_growth.py OCG [--sizes 20MB,200MB,2GB,20GB] [--text 2000] [--seed 1]

A row is a report of about `--text` characters (of several lines, with quotes and letters beyond ASCII), a
person who stands in four rows on average, and now and then a vehicle. 0 characters make the most rows, 2000
make rows as report systems export them. Every hundredth row is short of fields and must be rejected.
Needs room on the disk for the greatest file and its case. Exits with 1 where a receipt does not tell the
rows that were written, or the last file took more than a quarter more memory than the first.
"""
import argparse
import os
import pathlib
import random
import re
import sys
import tempfile
import time

MAPPING = """
{ profile: "growth", version: 1, system: "GROWTH", force: "E23000023",
  files: [{ match: "*.csv", dateFormats: ["yyyy-MM-dd"],
    report: { reference: "REF", grade: "GRADE", entered: "ON" },
    entities: {
      person: { kind: "nominal", id: "ID", required: true,
        features: { name: "NAME", dateOfBirth: "BORN" } },
      car: { kind: "vehicle", id: "VRM", features: { registration: "VRM" } } },
    links: [{ from: "person", to: "car", type: "driver", on: "ON" }] }] }
"""
NAMES = ["Ada", "Béla", "Chloë", "Dāvis", "Ewa", "Florin", "Gintarė", "Hüseyin", "Ifeoma", "Jūratė"]
WORDS = ("seen at the yard before six with two others and a white van; said “not today”, paid in cash, "
         "room shared by eight, passports kept in the office, works nights in the packhouse, ").split(" ")
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9}


def size(text):
    match = re.fullmatch(r"(\d+)(KB|MB|GB)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"{text} is no size such as 20MB")
    return int(match[1]) * UNITS[match[2]]


def texts(draw, length):
    """A thousand bodies of reports; the reference within makes each row's own."""
    bodies = []
    for _ in range(1000 if length else 1):
        words, count = [], 0
        while count < length * draw.uniform(0.5, 1.5):
            words.append(draw.choice(WORDS))
            count += len(words[-1]) + 1
        body = " ".join(words).replace("; ", ';\n').replace("cash", '""cash""')
        bodies.append(body)
    return bodies


def write(path, least, length, seed):
    """Writes rows until the file has `least` bytes, and returns how many, and how many are short."""
    draw = random.Random(seed)
    bodies = texts(draw, length)
    rows = short = done = 0
    with open(path, "wb", buffering=1 << 22) as file:
        done += file.write("REF,GRADE,ON,ID,NAME,BORN,VRM,TEXT\n".encode())
        while done < least:
            rows += 1
            day = f"{2025 + rows % 2}-{1 + rows % 12:02}-{1 + rows % 28:02}"
            if rows % 100 == 0:
                short += 1
                done += file.write(f"R{rows},2BP,{day}\n".encode())
                continue
            person = draw.randrange(rows // 4 + 1)
            name = f"{NAMES[person % 10]} Person{person // 10 % 100_000}"
            car = f"QZ{person % 100:02} {chr(65 + person // 100 % 26)}AA" if rows % 3 == 0 else ""
            line = (f"R{rows},{1 + rows % 3}{'ABCDE'[rows % 5]}P,{day},P{person},{name},"
                    f"{1960 + person % 45}-{1 + person % 12:02}-{1 + person % 28:02},{car},"
                    f'"R{rows}: {draw.choice(bodies)}"\n')
            done += file.write(line.encode())
    return rows, short


def run(command):
    """Returns the exit status, what was printed, seconds, processor seconds and peak MB of a command."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out:
        pid = os.fork()
        if pid == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            os.execv(command[0], command)
        _, status, usage = os.wait4(pid, 0)
        out.seek(0)
        text = out.read().decode()
    return (os.waitstatus_to_exitcode(status), text, time.monotonic() - begun,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ocg")
    parser.add_argument("--sizes", default="20MB,200MB,2GB,20GB",
                        type=lambda text: [size(part) for part in text.split(",")])
    parser.add_argument("--text", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| File | Rows | Seconds | Processor seconds | MB/s | Peak MB | Case |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    peaks = []
    for least in options.sizes:
        with tempfile.TemporaryDirectory(prefix="ocg-growth-") as folder:
            folder = pathlib.Path(folder)
            (folder / "growth.json5").write_text(MAPPING)
            rows, short = write(folder / "reports.csv", least, options.text, options.seed)
            case = str(folder / "growth.ocgcase")
            status, text, *_ = run([options.ocg, "new", case])
            if status != 0:
                sys.exit(f"new: {text}")
            status, text, seconds, processor, peak = run(
                [options.ocg, "import", case, "--mapping", str(folder / "growth.json5"),
                 str(folder / "reports.csv")])
            told = re.search(r"^reports\.csv +GROWTH +([\d,]+) +([\d,]+) +([\d,]+)", text, re.M)
            counts = [int(count.replace(",", "")) for count in told.groups()] if told else []
            if status not in (0, 1) or counts != [rows, rows - short, short]:
                sys.exit(f"{rows} rows, {short} of them short: exit status {status}\n{text[-2000:]}")
            peaks.append(peak)
            written = (folder / "reports.csv").stat().st_size
            print(f"| {written / 1e6:,.0f} MB | {rows:,} | {seconds:.1f} | {processor:.1f} | "
                  f"{written / 1e6 / seconds:.0f} | {peak:,.0f} | "
                  f"{os.stat(case).st_size / 1e6:,.0f} MB |", flush=True)
    if peaks[-1] > 1.25 * peaks[0]:
        sys.exit(f"import_growth.py: {peaks[-1]:,.0f} MB at the last, {peaks[0]:,.0f} MB at the first")


main()
