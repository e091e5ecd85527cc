"""What is promised of the published file as a whole: a module for each subject, with one or more promises."""
