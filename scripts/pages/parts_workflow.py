"""A workflow for GitHub Actions that builds the site in parts, as the page on scale shows it."""

WORKFLOW = """\
name: Site in parts

on:
  push:
    branches: [main]

permissions: {}

concurrency:
  group: parts-${{ github.ref }}
  cancel-in-progress: true

jobs:
  part:
    name: Part ${{ matrix.part }} of 2
    strategy:
      matrix:
        part: [1, 2]
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: read # to fetch the repository
    steps:
      - name: Fetch the repository
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0 # every part needs the history, which is part of what it is made of
          persist-credentials: false
      - name: Install Python
        uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with:
          python-version: "3.11"
      - name: Build the part
        run: make site ARGS="--shard $PART/2"
        env:
          PART: ${{ matrix.part }}
      - name: Hand the part over
        uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        with:
          name: part-${{ matrix.part }}
          path: parts/
          if-no-files-found: error
          retention-days: 1

  merge:
    name: Join the parts
    needs: part
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: read # to fetch the repository
    steps:
      - name: Fetch the repository
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Install Python
        uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with:
          python-version: "3.11"
      - name: Take the parts
        uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          pattern: part-*
          path: parts
          merge-multiple: true
      - name: Join them
        run: make merge ARGS="parts/1-of-2 parts/2-of-2"
      - name: Hand the site over
        uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with:
          path: site/
"""
