{{/*
From outside only what is meant for it: /v1, and of campaign-service the links in messages and the providers' reports.
Health and metrics, below /q, stay inside.
*/}}
{{- define "danggol.ingress" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $ingress := $settings.ingress -}}
{{- if not $ingress.hosts }}{{ fail (printf "%s.ingress.hosts: name the hosts that lead to it" .Chart.Name) }}{{ end -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
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
    {{- range $host := $ingress.hosts }}
    - host: {{ $host | quote }}
      http:
        paths:
          {{- range $settings.publicPaths }}
          - path: {{ . }}
            pathType: Prefix
            backend:
              service:
                name: {{ include "danggol.name" $ }}
                port:
                  name: http
          {{- end }}
    {{- end }}
{{- end -}}

{{- define "danggol.httpRoute" -}}
{{- $settings := include "danggol.settings" . | fromJson -}}
{{- $route := $settings.httpRoute -}}
{{- if not $route.parentRefs }}{{ fail (printf "%s.httpRoute.parentRefs: name a Gateway" .Chart.Name) }}{{ end -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "danggol.metadata" . | nindent 2 }}
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
        {{- range $settings.publicPaths }}
        - path:
            type: PathPrefix
            value: {{ . }}
        {{- end }}
      backendRefs:
        - name: {{ include "danggol.name" . }}
          port: {{ int $settings.service.port }}
{{- end -}}
