"""Runs notebooks one after the other with nbclient and judges nothing; by the Python of `.bench/nbclient`."""

import sys

import nbformat
from nbclient import NotebookClient

for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, allow_errors=True).execute()
    nbformat.write(notebook, path)
