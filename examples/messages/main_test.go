package main

func Example() {
	main()
	// Output:
	// Got: hi
	// Got: from
	// Got: the
	// Got: goroutine
}
