package main

func Example() {
	main()
	// Output:
	// Got: hi
}
