#!/usr/bin/env python3
"""Checks the products of `ocg demo` against the truth that no import reads.

    check_demo.py DEMO-FOLDER DATA-FOLDER

The three planted OCGs are the first three positions, no decoy hub is among the first ten, and no
name or id of a shielded person occurs in any byte of any product.
"""
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import zlib
