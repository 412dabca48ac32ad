import magic, weasyprint
print(magic.from_buffer(b"%PDF-1.7\n", mime=True))
pdf = weasyprint.HTML(string="<p style='font-family:DejaVu Sans'>hi").write_pdf()
print(pdf[:4], b"DejaVu" in pdf, open("/models/stamp").read().strip(), open("/models/a.txt").read().strip())
