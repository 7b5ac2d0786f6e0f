"""Run every benchmark and print its ratio."""

from benchmarks import cold_start, count_findings, import_packages, write_reports

if __name__ == "__main__":
    for benchmark in (import_packages, count_findings, write_reports, cold_start):
        benchmark.main()
