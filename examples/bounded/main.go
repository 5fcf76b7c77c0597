// Bounded gives the sender room for one message: TrySend tells when the channel
// is full and hands the message back, Send waits for room.
package main

import (
	"errors"
	"fmt"
	"log"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

// A Job is one piece of work.
type Job struct {
	ID int
}

func main() {
	tx, rx := mpsc.SyncChannel[*Job](1)

	// There is room for the first message, not for the second.
	if err := tx.Send(&Job{ID: 1}); err != nil {
		log.Fatal(err)
	}
	err := tx.TrySend(&Job{ID: 2})
	var unsent *mpsc.SendError[*Job]
	if errors.Is(err, mpsc.ErrFull) && errors.As(err, &unsent) {
		fmt.Println("No room for job", unsent.Value.ID)
	}

	go func() {
		defer tx.Close()
		// This waits until main has received the first message.
		if err := tx.Send(unsent.Value); err != nil {
			log.Print(err)
		}
	}()

	for job := range rx.All() {
		fmt.Println("Got job", job.ID)
	}
}
