module example.org/proxygo

go 1.24
