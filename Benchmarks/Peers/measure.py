#!/usr/bin/env python3
"""Runs one command and prints its time and peak memory as a row of a table.

    measure.py STAGE COMMAND...

Exit status 1 of `ocg` means that something needs a human, and is no failure here.
"""
import os
import resource
import subprocess
import sys
import time


def main():
    stage, command = sys.argv[1], sys.argv[2:]
    begun = time.monotonic()
    status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
    took = time.monotonic() - begun
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = usage.ru_utime + usage.ru_stime
    print(f"| {stage} | {took:.1f} | {processor:.1f} | {usage.ru_maxrss / 1024:,.0f} |", flush=True)
    if status not in (0, 1):
        sys.exit(f"{os.path.basename(command[0])}: stage {stage} ended with {status}")


main()
