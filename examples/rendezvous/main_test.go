package main

func Example() {
	main()
	// Output:
	// Got: 53
}
