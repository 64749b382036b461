SELECT name, failures, last FROM attempt
