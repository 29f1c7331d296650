"""A workbook of ours, edited in a spreadsheet, read back: shown first, saved when accepted."""
