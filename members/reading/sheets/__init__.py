"""Reads the sheets of an Excel workbook (XLSX, XLSM): values only, a piece at a time, with a bound on everything."""
