"""What people see in the Dagster UI."""
