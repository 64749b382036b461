SELECT program, format FROM store
