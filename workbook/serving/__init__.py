"""The edge: how the workbook reaches a browser, and who may open it."""
