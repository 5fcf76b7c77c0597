package render

// A style says what a text is for; a terminal shows it as a colour.
type style int

const (
	plain     style = iota
	gutter          // line numbers, arrows, bars
	failure         // the word "error"
	title           // the headline's text
	primary         // the use and its label
	secondary       // other places and their labels
	note            // the word "note"
	help            // the word "help"
	location        // file:line:column
)

// escapes are the codes that start each style; reset ends it.
var escapes = [...]string{
	gutter:    "\x1b[1;94m",
	failure:   "\x1b[1;91m",
	title:     "\x1b[1m",
	primary:   "\x1b[1;91m",
	secondary: "\x1b[1;94m",
	note:      "\x1b[1;92m",
	help:      "\x1b[1;96m",
	location:  "",
}

const reset = "\x1b[0m"
