"""What the notebooks import: small, quick to load, with neither PyTorch nor Matplotlib until they are used."""

__version__ = "0.1.0"
