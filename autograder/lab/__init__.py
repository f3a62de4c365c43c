"""A reader's own copy of the chapters, and JupyterLab on it."""
