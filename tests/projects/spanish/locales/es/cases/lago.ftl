person = Rosa Ejemplo Prieto
recipient-fiscal = Fiscal General del Estado
asunto = Solicitud de libertad para { person }
# $detenida (date)
hechos =
    Le escribo con profunda preocupación por { person }, defensora del lago de su comunidad, que fue
    detenida el { $detenida }.
demandas = Le pido respetuosamente:
libertad = que { person } sea puesta en libertad de inmediato y sin condiciones;
justicia = que se investigue a quienes la amenazaron.
respuesta = Le agradecería que me informara de las medidas que se tomen.
titular = DEFENSORA DEL LAGO DETENIDA
