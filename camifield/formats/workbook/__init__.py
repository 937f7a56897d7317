"""The workbook: real types, one table a sheet, written as a stream."""
