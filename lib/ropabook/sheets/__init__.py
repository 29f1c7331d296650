"""The workbook, one file per sheet: described here, drawn by `ropabook.excel`."""
