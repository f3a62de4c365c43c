"""What is read afterwards: feedback pages, tables of marks."""
