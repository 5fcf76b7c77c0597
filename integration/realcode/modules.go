//go:build modules

// The modules whose code is checked are those of these imports, which also keep
// them in go.mod when it is tidied; nothing is built of them.
package main

import (
	_ "github.com/IBM/sarama"
	_ "github.com/ThreeDotsLabs/watermill"
	_ "github.com/blevesearch/bleve/v2"
	_ "github.com/btcsuite/btcd/peer"
	_ "github.com/cockroachdb/pebble"
	_ "github.com/dgraph-io/badger/v4"
	_ "github.com/eclipse/paho.mqtt.golang"
	_ "github.com/emersion/go-imap"
	_ "github.com/fsnotify/fsnotify"
	_ "github.com/google/gopacket"
	_ "github.com/gorilla/websocket"
	_ "github.com/hashicorp/memberlist"
	_ "github.com/hashicorp/raft"
	_ "github.com/hashicorp/serf/serf"
	_ "github.com/libp2p/go-libp2p"
	_ "github.com/libp2p/go-libp2p-pubsub"
	_ "github.com/miekg/dns"
	_ "github.com/moby/swarmkit/v2/agent"
	_ "github.com/nats-io/nats-server/v2/server"
	_ "github.com/nats-io/nats.go"
	_ "github.com/nsqio/go-nsq"
	_ "github.com/panjf2000/gnet/v2"
	_ "github.com/pion/ice/v4"
	_ "github.com/pion/sctp"
	_ "github.com/pion/webrtc/v4"
	_ "github.com/quic-go/quic-go"
	_ "github.com/rabbitmq/amqp091-go"
	_ "github.com/redis/go-redis/v9"
	_ "github.com/segmentio/kafka-go"
	_ "github.com/twmb/franz-go/pkg/kgo"
	_ "go.etcd.io/etcd/client/v3"
	_ "go.etcd.io/etcd/server/v3/etcdserver"
	_ "go.uber.org/zap"
	_ "golang.org/x/tools/go/analysis"
	_ "google.golang.org/grpc"
	_ "gopkg.in/natefinch/lumberjack.v2"
)
