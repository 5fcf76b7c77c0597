package main

func Example() {
	main()
	// Output:
	// No room for job 2
	// Got job 1
	// Got job 2
}
