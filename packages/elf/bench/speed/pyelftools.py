# The same question put to pyelftools: header, segments, interpreter, dynamic flags of every file of a list.
import resource
import sys

from elftools.elf.elffile import ELFFile


def check(path):
    with open(path, "rb") as stream:
        elf = ELFFile(stream)
        facts = [elf.header["e_type"], elf.header["e_machine"], elf.header["e_entry"]]
        for segment in elf.iter_segments():
            kind = segment["p_type"]
            if kind == "PT_INTERP":
                facts.append(segment.get_interp_name())
            elif kind == "PT_DYNAMIC":
                facts.append([tag.entry.d_tag for tag in segment.iter_tags()])
            elif kind == "PT_GNU_STACK":
                facts.append(segment["p_flags"])
        return facts


files = [line.rstrip("\n") for line in open(sys.argv[1]) if line.strip()]
start = resource.getrusage(resource.RUSAGE_SELF)
failed = 0
for path in files:
    try:
        check(path)
    except Exception:
        failed += 1
end = resource.getrusage(resource.RUSAGE_SELF)
print((end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) * 1e6 / len(files), failed)
