{{/*
From outside only what is meant for it. publicPaths are for browsers, shop servers and providers, staffPaths for people who work
for the shop, on a Gateway or Ingress of their own. What services ask of each other, and health and metrics below /q, stay inside.
*/}}

{{/* Takes a list of context, the part of the name, what is set of it, the name of these settings and paths. */}}
{{- define "danggol.ingress" -}}
{{- $context := index . 0 -}}
{{- $ingress := index . 2 -}}
{{- if not $ingress.hosts }}{{ fail (printf "%s.%s.hosts: name the hosts that lead to it" $context.Chart.Name (index . 3)) }}{{ end -}}
{{- $paths := include "danggol.paths" . | fromYamlArray -}}
{{- $all := list -}}
{{- range $paths }}{{ $all = append $all (dict "path" .) }}{{ end -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "danggol.metadataOf" (list $context (index . 1)) | nindent 2 }}
  {{- with $ingress.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with $ingress.tls }}
  tls:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    {{- range $each := $ingress.hosts }}
    {{- $host := ternary (dict "host" $each) $each (kindIs "string" $each) }}
    - host: {{ $host.host | quote }}
      http:
        paths:
          {{- range $host.paths | default $all }}
          {{- include "danggol.ingress.open" (list $context (index $ 3) .path $paths) }}
          - path: {{ .path | quote }}
            pathType: {{ .pathType | default "Prefix" }}
            backend:
              service:
                name: {{ include "danggol.name" $context }}
                port:
                  name: http
          {{- end }}
    {{- end }}
{{- end -}}

{{/* Fails for a path that is none of those that are meant for outside, nor below one. Takes context, settings' name, path and those. */}}
{{- define "danggol.ingress.open" -}}
{{- $path := index . 2 -}}
{{- $open := false -}}
{{- range index . 3 }}{{ if or (eq $path .) (hasPrefix (printf "%s/" (trimSuffix "/" .)) $path) }}{{ $open = true }}{{ end }}{{ end -}}
{{- if not $open }}{{ fail (printf "%s.%s.hosts: path %s (expected: one of %s, or below one; without paths all of them)" (index . 0).Chart.Name (index . 1) $path (join ", " (index . 3))) }}{{ end -}}
{{- end -}}

{{/* Takes the same list. */}}
{{- define "danggol.httpRoute" -}}
{{- $context := index . 0 -}}
{{- $route := index . 2 -}}
{{- if not $route.parentRefs }}{{ fail (printf "%s.%s.parentRefs: name a Gateway" $context.Chart.Name (index . 3)) }}{{ end -}}
{{- $paths := include "danggol.paths" . | fromYamlArray -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "danggol.metadataOf" (list $context (index . 1)) | nindent 2 }}
  {{- with $route.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  parentRefs:
    {{- toYaml $route.parentRefs | nindent 4 }}
  {{- with $route.hostnames }}
  hostnames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  rules:
    - matches:
        {{- range $paths }}
        - path:
            type: PathPrefix
            value: {{ . }}
        {{- end }}
      backendRefs:
        - name: {{ include "danggol.name" $context }}
          port: {{ int $context.Values.global.services.service.port }}
{{- end -}}

{{/* The paths of the same list; fails where there are none. */}}
{{- define "danggol.paths" -}}
{{- if not (index . 4) }}{{ fail (printf "%s.%s.enabled: true (expected: false, as it has no such paths)" (index . 0).Chart.Name (index . 3)) }}{{ end -}}
{{- toYaml (index . 4) -}}
{{- end -}}
