"""What figures share: a panel under one lock, its controls, and how it is shown without a kernel."""
