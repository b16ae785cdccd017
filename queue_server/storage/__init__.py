"""The only SQL: tables, migrations, and plain functions that read and write them."""
