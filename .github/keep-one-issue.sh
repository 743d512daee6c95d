#!/usr/bin/env bash
# keep-one-issue.sh TITLE FILE OPEN: the open issue of that title gets the file as its text. It is made where there is none,
# and closed where OPEN is empty. Needs `gh` with GH_TOKEN and GH_REPO set.
set -euo pipefail
title="$1" file="$2" open="$3"
number="$(gh issue list --state open --limit 1000 --json number,title --jq "map(select(.title == \"$title\"))[0].number // empty")"
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$file"
  [ -n "$open" ] || gh issue close "$number" --comment "All is well again."
elif [ -n "$open" ]; then
  gh issue create --title "$title" --body-file "$file"
fi
