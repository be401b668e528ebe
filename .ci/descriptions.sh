#!/usr/bin/env bash
# Fetches the descriptions of the forges' APIs into a directory, for the tests that hold our requests against them.
set -euo pipefail
into="$(mkdir -p "$1" && cd "$1" && pwd)"
list="$(cd "$(dirname "$0")" && pwd)/descriptions"
if ! command -v npm >/dev/null; then
  apt-get update && apt-get install -y --no-install-recommends npm
fi
while read -r name package; do
  case "$name" in '' | '#'*) continue ;; esac
  mkdir -p "$into/$name"
  archive="$(cd "$into" && npm pack --silent "$package" </dev/null)"
  tar -xzf "$into/$archive" -C "$into/$name" --strip-components=1 --exclude='*.deref.json'
  rm "$into/$archive"
done <"$list"
