#!/usr/bin/env bash
# Nodes that do not keep to the protocol, each in its way. A node in a shell, too: "ids" is a right one.
count=0
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" <<< "$line"; }
while read -r line; do
  case "$line" in
    *'"type":"init"'*)
      id=$(field node_id)
      [ "$1" = silent ] && continue
      [ "$1" = exits ] && { echo "no good" >&2; exit 7; }
      echo "{\"src\":\"$id\",\"dest\":\"c0\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":1}}"
      ;;
    *)
      [ "$1" = garbage ] && echo "Traceback (most recent call last)"
      [ "$1" = astray ] && echo "{\"src\":\"$id\",\"dest\":\"n77\",\"body\":{\"type\":\"hi\"}}"
      [ "$1" = deaf ] && continue
      count=$((count + 1))
      echo "{\"src\":\"$id\",\"dest\":\"$(field src)\",\"body\":{\"type\":\"generate_ok\",\"id\":\"$id-$count\",\"in_reply_to\":$(field msg_id)}}"
      ;;
  esac
done
