"""Many claims, from a file to a report: how they are read, checked and kept, so that a killed run can go on."""
