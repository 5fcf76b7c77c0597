package main

func Example() {
	main()
	// Unordered output:
	// Got: hi
	// Got: from
	// Got: the
	// Got: goroutine
	// Got: more
	// Got: messages
	// Got: for
	// Got: you
}
