// Hello sends one message from a goroutine to main.
package main

import (
	"fmt"
	"log"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func main() {
	tx, rx := mpsc.Channel[string]()

	go func() {
		defer tx.Close()
		if err := tx.Send("hi"); err != nil {
			log.Print(err)
		}
	}()

	received, err := rx.Recv()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Got:", received)
}
