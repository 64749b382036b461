VACUUM case_row
