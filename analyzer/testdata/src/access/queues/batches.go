package queues

// collect fills dst from its start.
func collect(dst []*job, first *job, in chan *job) ([]*job, *job) {
	dst = append(dst, first)
	for len(dst) < 8 {
		select {
		case more := <-in:
			if more.n > 10 {
				return dst, more
			}
			dst = append(dst, more)
		default:
			return dst, nil
		}
	}
	return dst, nil
}

func batches(in, out chan *job) {
	var batch []*job
	var next *job
	for {
		if next == nil {
			next = <-in
		}
		batch, next = collect(batch[:0], next, in)
		for _, j := range batch {
			j.n = 1
		}
		for _, j := range batch {
			out <- j
		}
	}
}

func batchOfOne(in, out chan *job) {
	var batch []*job
	for {
		batch = append(batch[:0], <-in)
		for _, j := range batch {
			j.n = 1
		}
		for _, j := range batch {
			out <- j
		}
	}
}

func batchThatGrows(in, out chan *job) {
	var batch []*job
	for {
		batch = append(batch, <-in)
		batch[0].n = 1 // want "assign to part of moved value: `batch\\[0\\]\\.n`"
		out <- batch[0]
	}
}

// batchHeldTwice has another name of the array.
func batchHeldTwice(in, out chan *job) {
	batch := []*job{<-in}
	all := batch
	out <- all[0]
	batch = append(batch[:0:0], <-in)
	all[0].n = 1 // want "assign to part of moved value: `all\\[0\\]\\.n`"
	batch[0].n = 1
}
